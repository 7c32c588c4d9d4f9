const between = ' ';

/** Labels of the model: the question and one of its options. */
export function choiceLabel(question: string, option: string): string {
  return `${question}${between}${option}`;
}

export function questionIn(label: string): string {
  return label.slice(0, label.indexOf(between));
}

export function optionIn(label: string): string {
  return label.slice(label.indexOf(between) + between.length);
}
