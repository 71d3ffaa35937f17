import { useEffect, useMemo, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { FieldView, Form } from '../api/wire';
import { useWindow } from '../parts/window';
import { label, t } from '../words';
import { Cell, isVoid } from './cell';

const height = 33;
const numeric = new Set(['number', 'money']);
const wide = 140;

interface Asked {
  name: string;
  fields: FieldView[];
  sortable: Set<string>;
  lines: Form[];
  sort: string;
  setSort(sort: string): void;
  address(line: Form): string | undefined;
  end(): void;
  nameOf(id: string): string;
}

const heard = (sort: string, field: string): 'ascending' | 'descending' | 'none' => (sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none');

/** 登记表 — one line a row, the first two columns stay; void lines stand struck. Only rows in sight are drawn. */
export function LinesTable({ name, fields, sortable, lines, sort, setSort, address, end, nameOf }: Asked) {
  const box = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const heights = useMemo(() => lines.map(() => height), [lines]);
  const shown = useWindow(box, heights);
  const now = new Date();
  useEffect(() => {
    if (shown.to >= lines.length - 30) end();
  }, [shown.to, lines.length, end]);
  const turn = (field: string): void => setSort(sort === `-${field}` ? field : `-${field}`);
  const side = (index: number): { className: string; style?: { left: number } } => (index === 0 ? { className: 'fix', style: { left: 0 } } : index === 1 ? { className: 'fix two', style: { left: wide } } : { className: '' });
  return (
    <div ref={box} className="scroll flush" tabIndex={0} role="region" aria-label={name}>
      <table className="tb reg" aria-rowcount={lines.length}>
        <thead>
          <tr>
            {fields.map((field, index) => (
              <th key={field.name} scope="col" {...side(index)} className={`${side(index).className} ${numeric.has(field.type) && index > 1 ? 'r' : ''}`} aria-sort={sortable.has(field.name) ? heard(sort, field.name) : undefined}>
                {sortable.has(field.name) ? <button type="button" className="sorter" onClick={() => turn(field.name)}>{label(field.label, field.name)} {sort === field.name ? '↑' : sort === `-${field.name}` ? '↓' : ''}</button> : label(field.label, field.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.before > 0 && <tr style={{ height: shown.before }} aria-hidden="true"><td colSpan={fields.length} /></tr>}
          {lines.slice(shown.from, shown.to).map((line, at) => {
            const to = address(line);
            const struck = isVoid(line);
            return (
              <tr key={String(line.id ?? shown.from + at)} className={struck ? 'void' : ''} data-line={String(line.id ?? '')} onClick={() => to && void navigate(to)}>
                {fields.map((field, index) => (
                  <td key={field.name} {...side(index)} className={`${side(index).className} ${numeric.has(field.type) && index > 1 ? 'r' : ''} ${field.type === 'text' && index > 0 ? 'ell' : 'num'}`}>
                    {index < 2 && to ? <Link to={to} className={`cell-link ${struck && index === 0 ? 'x' : ''} ${index === 0 ? 'm' : ''}`} onClick={(event) => event.stopPropagation()}><Cell field={field} line={line} now={now} nameOf={nameOf} /></Link> : <Cell field={field} line={line} now={now} nameOf={nameOf} />}
                    {index === 0 && struck && <span className="tag line">{t('register.void')}</span>}
                  </td>
                ))}
              </tr>
            );
          })}
          {shown.after > 0 && <tr style={{ height: shown.after }} aria-hidden="true"><td colSpan={fields.length} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
