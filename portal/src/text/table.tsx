import { Button } from 'antd';
import type { Block } from '../api/wire';
import { t } from '../words';

const cells = (block: Block): string[][] => block.rows.map((row) => row.cells ?? []);
const rows = (table: string[][]): Block['rows'] => table.map((row) => ({ cells: row }));

/** 表格 — rows of plain cells. */
export function TableBlock({ block, change, remove }: { block: Block; change(block: Block): void; remove(): void }) {
  const table = cells(block);
  const width = Math.max(1, ...table.map((row) => row.length));
  const give = (next: string[][]): void => change({ ...block, rows: rows(next) });
  const write = (row: number, column: number, text: string): void => give(table.map((line, at) => (at === row ? Array.from({ length: width }, (_, each) => (each === column ? text : (line[each] ?? ''))) : line)));
  return (
    <div className="tbl-e">
      <table>
        <tbody>
          {table.map((line, row) => (
            <tr key={row}>{Array.from({ length: width }, (_, column) => <td key={column}><input value={line[column] ?? ''} lang="zh-CN" aria-label={t('editor.cell', { row: row + 1, column: column + 1 })} onChange={(event) => write(row, column, event.target.value)} /></td>)}</tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button size="small" type="text" onClick={() => give([...table, Array.from({ length: width }, () => '')])}>{t('editor.addRow')}</Button>
        <Button size="small" type="text" disabled={width >= 20} onClick={() => give(table.map((line) => [...line, '']))}>{t('editor.addColumn')}</Button>
        <Button size="small" type="text" disabled={table.length < 2} onClick={() => give(table.slice(0, -1))}>{t('editor.removeRow')}</Button>
        <Button size="small" type="text" disabled={width < 2} onClick={() => give(table.map((line) => line.slice(0, width - 1)))}>{t('editor.removeColumn')}</Button>
        <Button size="small" type="text" onClick={remove}>{t('editor.removeTable')}</Button>
      </div>
    </div>
  );
}
