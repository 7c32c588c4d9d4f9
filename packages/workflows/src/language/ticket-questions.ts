import { z } from 'zod';
import { languageFile } from './language-file.ts';
import { bare } from './normalise.ts';
import { type TicketTopic, ticketTopics } from './question-topics.ts';

const fileSchema = z.record(z.enum(ticketTopics), z.array(z.string()).min(1));

/** What questions about a ticket are about, by phrases: `language/<language>/ticket-questions.yaml`. */
const topics = languageFile('ticket-questions', fileSchema, (file) =>
  ticketTopics.map((topic) => [topic, file[topic].map((phrase) => ` ${bare(phrase)} `)] as const),
);

/** Everything that is asked of a ticket, by the words of the language. */
export function questionTopicsIn(text: string, language: string): TicketTopic[] {
  const said = ` ${bare(text).replaceAll("'", '')} `;
  return topics(language)
    .filter(([, phrases]) => phrases.some((phrase) => said.includes(phrase)))
    .map(([topic]) => topic);
}
