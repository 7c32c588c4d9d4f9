import { type Scored, softmax } from './classifier.ts';

/** A label and what a model that has not seen its text says, best first. */
interface HeldOut {
  readonly label: string;
  readonly ranked: readonly Pick<Scored, 'label' | 'score'>[];
}

/** Factor before the softmax that makes the held-out labels likeliest. */
export function fitSharpness(heldOut: readonly HeldOut[]): number {
  let best = 3;
  let least = Number.POSITIVE_INFINITY;
  for (let sharpness = 0.5; sharpness <= 8; sharpness += 0.1) {
    let loss = 0;
    for (const { label, ranked } of heldOut) {
      const chances = softmax(
        ranked.map((one) => one.score),
        sharpness,
      );
      const right = ranked.findIndex((one) => one.label === label);
      loss -= Math.log(Math.max(chances[right] ?? 0, 1e-9));
    }
    if (loss < least) {
      least = loss;
      best = sharpness;
    }
  }
  return Math.round(best * 10) / 10;
}
