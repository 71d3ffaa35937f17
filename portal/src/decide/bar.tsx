import { Button, Dropdown } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { MatterView, OperationView, TaskView, WayView } from '../api/wire';
import { byField, fillable, FormFields } from '../forms/fields';
import { useKeys } from '../keys';
import type { NameOf } from '../matter/use-matter';
import { Refused } from '../parts/states';
import { useCompact } from '../parts/use-compact';
import { useSession } from '../session';
import { gap, t } from '../words';
import { arrange, asksMore } from './arrange';
import { OperationButton } from './button';
import { Opinion } from './opinion';
import { phrases } from './phrases';
import { overtaken, TooLate } from './too-late';
import { useDecision } from './use-decision';
import { verbOf } from './verbs';

interface Asked {
  matter: MatterView;
  task: TaskView | undefined;
  nameOf: NameOf;
  way: WayView | undefined;
  /** Where the form is mended, for a draft or a returned matter. */
  edit: string;
  done(answer: MatterView): void;
  reload(): void;
  wide?: boolean;
}

/** 办理栏 — exactly the operations that the server lists; opinion first, the main button at the right end. */
export function DecisionBar({ matter, task, way, nameOf, edit, done, reload, wide = false }: Asked) {
  const decision = useDecision(matter, task, done);
  const { me } = useSession();
  const { chosen, choose, press, problem, draft, write, entry, setEntry, busy } = decision;
  const navigate = useNavigate();
  const compact = useCompact();
  const field = useRef<TextAreaRef>(null);
  const may = (matter.may ?? []) as OperationView[];
  const { main, sides, quiet, urges } = useMemo(() => arrange(may, task?.id), [matter, task]);
  const writing = matter.state === 'draft' || (main?.name === 'resubmit');
  const [lost, setLost] = useState(false);
  const had = useRef(false);
  useEffect(() => {
    if (main && task) had.current = true;
    else if (had.current && !busy && draft.text) setLost(true);
  }, [main, task, busy, draft.text]);
  const list = useMemo(() => phrases(task?.kind ?? 'decide'), [task]);
  const focusOn = useCallback((operation: OperationView | undefined) => {
    if (!operation) return;
    choose(operation.name);
    field.current?.focus();
  }, [choose]);
  const keys = useMemo(() => {
    const find = (name: string) => sides.find((one) => one.name === name) ?? quiet.find((one) => one.name === name);
    const send = [...sides, ...quiet].find((one) => one.name === chosen && !asksMore(one)) ?? (chosen && chosen !== main?.name ? undefined : main);
    return {
      a: main && !writing ? () => focusOn(main) : undefined, b: () => focusOn(find('return')), d: () => focusOn(find('disagree')),
      t: find('transfer') ? () => choose('transfer') : undefined, 'Ctrl+Enter': send && !busy && !writing ? () => press(send) : undefined,
      ...Object.fromEntries(list.map((text, index) => [String(index + 1), () => write(text)])),
    };
  }, [sides, quiet, main, chosen, busy, writing, list, focusOn, choose, press, write]);
  useKeys(keys);
  if (problem?.code === 'too-late' || lost) {
    return <section className="dec" aria-label={t('decide.bar')} data-testid="decision-bar"><TooLate said={problem?.detail || overtaken(way, me.id)} opinion={draft.text} reload={() => { setLost(false); decision.clear(); reload(); }} /></section>;
  }
  if (!main && sides.length + quiet.length + urges.length === 0) return null;
  const size = 'large' as const;
  const shown = (operation: OperationView, how: { main?: boolean; quiet?: boolean }) => <OperationButton key={`${operation.name}-${operation.taskId}`} operation={operation} decision={decision} company={matter.companyId} size={size} {...how} />;
  const entryFields = fillable((main?.entry ?? []) as Parameters<typeof fillable>[0]);
  const said = main && task && !writing;
  const more = [...(compact ? sides.slice(0, -1) : []), ...quiet, ...urges.slice(0, 1)];
  const items = more.filter((one) => !asksMore(one)).map((one) => ({ key: one.name, label: verbOf(one), onClick: () => press(one) }));
  return (
    <section className={wide ? 'dec wide' : 'dec'} aria-label={t('decide.bar')} data-testid="decision-bar" id="decision">
      {problem && <Refused problem={problem} />}
      {entryFields.length > 0 && <FormFields fields={entryFields} form={entry} change={(name, value) => setEntry({ ...entry, [name]: value })} service={matter.service} company={matter.companyId} nameOf={nameOf} errors={byField(problem?.fields ?? [])} prefix="entry" />}
      <div className="decw">
        {(said || sides.length > 0 || may.some((one) => one.opinionRequired)) && !writing && <Opinion decision={decision} list={list} field={field} hint={t('decide.opinionHint')} />}
        <div className="acts-w">
          {said && wide && <div className="s12 t3 seen">{[matter.text?.number ? t('decide.version', { n: matter.text.number }) : '', task.kind === 'decide' && main ? t('decide.final', { verb: verbOf(main) }) : ''].filter(Boolean).join(gap())}</div>}
          <div className="acts">
            {!compact && [...quiet, ...urges.slice(0, 1)].map((one) => shown(one, { quiet: true }))}
            {!compact && quiet.length + urges.length > 0 && (main || sides.length > 0) ? <span className="vsep" /> : null}
            {(compact ? sides.slice(-1) : sides).map((one) => shown(one, {}))}
            {compact && more.filter(asksMore).map((one) => shown(one, {}))}
            {compact && items.length > 0 && <Dropdown menu={{ items }} trigger={['click']} placement="topRight"><Button size={size}>{t('act.more')}</Button></Dropdown>}
            {main && !writing && shown(main, { main: true })}
            {writing && <Button size={size} type="primary" className="op-b main" data-operation="edit" onClick={() => void navigate(edit)}>{t('verb.edit')}</Button>}
          </div>
        </div>
      </div>
    </section>
  );
}
