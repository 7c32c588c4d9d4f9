import type { ChatWindow } from '@acebuddy/salesiq/simulator';
import type { Random } from '@acebuddy/service-kit/random';
import { minuteMs, secondMs } from './calendar.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** SalesIQ rings for so long, when nobody takes the chat. */
const ringsForMs = 4 * minuteMs;

/** What becomes of a chat that was handed over: an operator answers, or it rings and nobody takes it. */
export function playOperator({ agenda, clock, portal }: World, story: Story, window: ChatWindow, random: Random): void {
  const id = window.conversationId() ?? '';
  if (story.operator === 'missed') {
    agenda.add(clock.at() + ringsForMs, async () => {
      portal.get(id).attender = null;
      portal.end(id, 'missed');
    });
    return;
  }
  let at = clock.at() + random.around(40) * secondMs;
  for (const line of story.operator_says) {
    agenda.add(at, async () => portal.operatorSays(id, line));
    at += random.around(70) * secondMs;
    agenda.add(at, async () => void (await window.say(random.pick(story.operator_hears))));
    at += random.around(60) * secondMs;
  }
  agenda.add(at, async () => {
    const stars = random.pick(story.rating);
    if (portal.get(id).status === 'open') portal.end(id);
    if (stars > 0) portal.rate(id, stars);
  });
}
