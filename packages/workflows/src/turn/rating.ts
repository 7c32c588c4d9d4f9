import { quoted } from '@acebuddy/contracts';
import type { Turn } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import type { Language } from '../language/words.ts';
import { noteOfCustomer } from './who-says.ts';

/** One to five stars, from the card or in words. */
export function readRating(text: string, { ratings, isOnly }: Pick<Language, 'ratings' | 'isOnly'>): number | null {
  const stars = [...text].filter((character) => character === '⭐' || character === '★').length;
  if (stars > 0) return Math.min(stars, 5);
  const words = bare(text)
    .replaceAll('/', ' / ')
    .split(' ')
    .filter((word) => word !== '' && word !== '/' && !isOnly('beside_rating', word));
  const said = words.join(' ');
  return /^[1-5](?: 5)?$/.test(said) ? Number(said[0]) : (ratings.get(said) ?? null);
}

/** Keeps the rating and puts it on the newest ticket, with what else she wrote. Stars said twice count once. */
export function rate(turn: Turn, rating: number | null, feedback: string | null = null): void {
  const { state } = turn;
  const isNew = rating !== null && rating !== state.rated;
  state.rated = rating ?? state.rated;
  const ticket = state.tickets.at(-1);
  if (ticket === undefined || (!isNew && feedback === null)) return;
  const stars = rating === null ? turn.team('team.feedback') : turn.team('team.rated', { rating });
  const note =
    feedback === null
      ? turn.team('team.rating', { stars })
      : turn.team('team.rating_words', { stars, words: quoted(feedback) });
  noteOfCustomer(turn, ticket, note, 'rating');
}
