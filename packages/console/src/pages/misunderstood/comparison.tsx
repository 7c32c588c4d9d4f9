import { useState } from 'react';
import type { LearnedModel } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { changeText, errorText, type Group, isTold, shareText } from '../../text/comparison-rows.ts';
import { nameOfWorkflows } from '../../text/label-text.ts';
import { wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';

/** Both score cards beside each other, group by group. */
export function Comparison({ model: { groups } }: { model: LearnedModel }) {
  const [isWhole, setWhole] = useState(false);
  if (groups.length === 0) return <p className="soft">Both read the same: there was nothing to compare.</p>;
  const shown = isWhole ? groups : groups.filter(isTold);
  return (
    <>
      <table className="list comparison" aria-label="Comparison">
        <thead>
          <tr>
            <th scope="col">Lines of</th>
            <th scope="col" className="number">
              Lines
            </th>
            <th scope="col" className="number">
              Before
            </th>
            <th scope="col" className="number">
              After
            </th>
            <th scope="col" className="number wide-only">
              Points
            </th>
            <th scope="col" className="number wide-only">
              Error
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group) => (
            <GroupLine key={`${group.head} ${group.set} ${group.language} ${group.name}`} group={group} />
          ))}
        </tbody>
      </table>
      {shown.length < groups.length && (
        <Button tone="quiet" icon="down" onClick={() => setWhole(true)}>
          Show {groups.length - shown.length} that did not change
        </Button>
      )}
    </>
  );
}

function GroupLine({ group }: { group: Group }) {
  const { workflows } = useMe();
  const { head, set, name, language, count, before, after, error, isWorse, isContradicted, contradicted } = group;
  const nameOf = nameOfWorkflows(workflows);
  const what =
    name === 'all'
      ? `All ${head === 'topic' ? 'topics' : 'acts'}`
      : head === 'topic'
        ? nameOf(name === 'none' ? null : name)
        : wordOf('acts', name);
  return (
    <tr>
      <td className="main-cell">
        {what}
        {language !== null && ` (${language})`}
        <span className="sub">{wordOf('comparedSets', set)}</span>
        {isWorse && (
          <Badge tone="bad" icon="bad">
            Worse
          </Badge>
        )}
        {isContradicted && (
          <Badge tone="bad" icon="bad">
            {contradicted} contradicted
          </Badge>
        )}
      </td>
      <td className="number">{count}</td>
      <td className="number">{shareText(before, count)}</td>
      <td className="number">{shareText(after, count)}</td>
      <td className="number wide-only">{changeText(group)}</td>
      <td className="number wide-only">{errorText(error)}</td>
    </tr>
  );
}
