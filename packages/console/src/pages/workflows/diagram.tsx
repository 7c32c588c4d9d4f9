import { useMemo } from 'react';
import type { WorkflowReport } from '../../api/types.ts';
import { countText } from '../../text/figures.ts';
import { type Arrow, type Box, layOut, lineHeight } from './lay-out.ts';

/** The steps with how many runs came by; the tables below say the same in words. */
export function Diagram({ report }: { report: WorkflowReport }) {
  const { boxes, arrows, width, height } = useMemo(() => layOut(report), [report]);
  const most = Math.max(1, ...arrows.map(({ runs }) => runs));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="diagram" aria-label="Diagram, scrolls" tabIndex={0}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Steps of ${report.name}`}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <Way key={`${arrow.from} ${arrow.to} ${arrow.label}`} arrow={arrow} most={most} />
        ))}
        {boxes.map((box) => (
          <Step key={box.id} box={box} />
        ))}
      </svg>
    </section>
  );
}

function Way({ arrow: { points, runs, label }, most }: { arrow: Arrow; most: number }) {
  const middle = points[Math.floor(points.length / 2)];
  const words = [label, runs > 0 ? countText(runs) : null].filter((word) => word !== null).join(' · ');
  return (
    <g className={runs > 0 ? 'way' : 'way unused'}>
      <path
        d={points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
        strokeWidth={1 + (4 * runs) / most}
        markerEnd="url(#arrow)"
      />
      {middle && words !== '' && (
        <text x={middle.x} y={middle.y} textAnchor="middle">
          {words}
        </text>
      )}
    </g>
  );
}

function Step({ box: { kind, lines, x, y, width, height, runs, left, toPerson } }: { box: Box }) {
  const ends = [
    left > 0 ? `${countText(left)} left` : null,
    toPerson > 0 ? `${countText(toPerson)} to a person` : null,
  ];
  const counts = [runs > 0 ? countText(runs) : '–', ...ends].filter((part) => part !== null).join(' · ');
  const top = y - height / 2;
  const isRound = ['start', 'end', 'switch', 'resolved'].includes(kind);
  return (
    <g className={`step ${kind}${left > 0 ? ' leaving' : ''}`}>
      <rect x={x - width / 2} y={top} width={width} height={height} rx={isRound ? height / 2 : 4} />
      {lines.map((line, at) => (
        <text key={at} x={x} y={top + (at + 1) * lineHeight + 6} textAnchor="middle">
          {line}
        </text>
      ))}
      <text className="counts" x={x} y={top + (lines.length + 1) * lineHeight + 6} textAnchor="middle">
        {counts}
      </text>
    </g>
  );
}
