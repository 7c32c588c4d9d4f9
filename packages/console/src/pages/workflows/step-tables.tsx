import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { WorkflowReport } from '../../api/types.ts';
import { countText } from '../../text/figures.ts';
import { shareText } from '../../text/share.ts';

/** Questions, those that were put again in most runs first. */
export function QuestionTable({ questions, workflow }: { questions: WorkflowReport['questions']; workflow: string }) {
  return (
    <StepTable
      title="Questions by retries"
      columns={['Question', 'Asked', 'Put again', 'In all', 'Left here', 'Chats']}
    >
      {questions.map(({ slot, text, asked, runsAgain, again, left }) => (
        <tr key={slot}>
          <th scope="row">
            {slot}
            <span className="sub">{text}</span>
          </th>
          <Count>{countText(asked)}</Count>
          <Count>{shareText(runsAgain, asked)}</Count>
          <Count>{countText(again)}</Count>
          <Count>{countText(left)}</Count>
          <td>
            <Link to="/conversations" search={{ workflow }} aria-label={`Chats of the question ${slot}`}>
              Chats
            </Link>
          </td>
        </tr>
      ))}
    </StepTable>
  );
}

/** Steps of guidance in the order of the file. */
export function GuideTable({ guides }: { guides: WorkflowReport['guides'] }) {
  return (
    <StepTable
      title="Guides by success"
      columns={['Guide', 'Shown', 'Worked', 'Did not', 'Could not', 'Done before', 'Left here']}
    >
      {guides.map(({ node, text, shown, worked, failed, cannot, before, left }) => (
        <tr key={node}>
          <th scope="row">{text}</th>
          <Count>{countText(shown)}</Count>
          <Count>{shareText(worked, worked + failed + cannot)}</Count>
          <Count>{countText(failed)}</Count>
          <Count>{countText(cannot)}</Count>
          <Count>{countText(before)}</Count>
          <Count>{countText(left)}</Count>
        </tr>
      ))}
    </StepTable>
  );
}

export function LanguageTable({ languages }: { languages: WorkflowReport['byLanguage'] }) {
  return (
    <StepTable title="By language" columns={['Language', 'Runs', 'Completed', 'Left', 'To a person']}>
      {languages.map(({ language, runs, completed, left, toPerson }) => (
        <tr key={language ?? 'none'}>
          <th scope="row">{language ?? 'not known'}</th>
          <Count>{countText(runs)}</Count>
          <Count>{shareText(completed, runs)}</Count>
          <Count>{shareText(left, runs)}</Count>
          <Count>{shareText(toPerson, runs)}</Count>
        </tr>
      ))}
    </StepTable>
  );
}

const Count = ({ children }: { children: ReactNode }) => <td className="number">{children}</td>;

interface StepTableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly children: readonly ReactNode[];
}

function StepTable({ title, columns, children }: StepTableProps) {
  if (children.length === 0) return null;
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label={`${title}, as a table`} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th key={column} scope="col" className={at === 0 ? '' : 'number'}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </section>
  );
}
