import { Button, Input } from 'antd';
import { useState } from 'react';
import type { OperationView } from '../api/wire';
import { PersonPicker } from '../forms/pickers';
import { label, t } from '../words';
import type { Choice, Decision } from './use-decision';
import { verbOf } from './verbs';

function Chips({ name, options, value, choose }: { name: string; options: { value: string; text: string }[]; value: string; choose(value: string): void }) {
  return (
    <div className="row s13 choice" role="radiogroup" aria-label={name}>
      <span className="t2">{name}</span>
      {options.map((one) => <button key={one.value} type="button" role="radio" aria-checked={one.value === value} className={one.value === value ? 'chip on' : 'chip'} onClick={() => choose(one.value)}>{one.text}</button>)}
    </div>
  );
}

/** The opinion again, where the eye is; it is the same text as in the bar. */
function Words({ decision, operation }: { decision: Decision; operation: OperationView }) {
  return (
    <>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} value={decision.draft.text} placeholder={t('decide.opinionHint')} aria-label={t('decide.opinion')} {...(decision.wanting ? { status: 'error' as const } : {})} onChange={(event) => decision.write(event.target.value)} />
      {decision.wanting && operation.opinionRequired && <div className="err" role="alert">{decision.wanting}</div>}
    </>
  );
}

/** 退回 — where to, and what comes after the change. */
export function Targets({ operation, decision, press }: { operation: OperationView; decision: Decision; press(choice: Choice): void }) {
  const targets = (operation.targets ?? []).map((one) => ({ value: one.step ?? '', text: label(one.title, one.step === 'drafter' ? t('decide.drafter') : (one.step ?? '')) }));
  const ways = (operation.ways ?? []).map((one) => ({ value: one, text: t(one === 'straight' ? 'decide.straightWay' : 'decide.wholeWay') }));
  const [target, setTarget] = useState(targets[0]?.value ?? '');
  const [way, setWay] = useState(operation.ways?.[0] ?? '');
  return (
    <div className="pop">
      {targets.length > 0 && <Chips name={t(operation.name === 'redo' ? 'decide.redoFrom' : 'decide.returnTo')} options={targets} value={target} choose={setTarget} />}
      {ways.length > 0 && <Chips name={t('decide.then')} options={ways} value={way} choose={setWay} />}
      {ways.length > 1 && <p className="s12 t3">{t('decide.straightHint')}</p>}
      <Words decision={decision} operation={operation} />
      <div className="row end"><Button type="primary" loading={decision.busy} onClick={() => press({ target, way })}>{verbOf(operation)}</Button></div>
    </div>
  );
}

/** 转办 — to whom, by name. */
export function Receiver({ operation, decision, company, press }: { operation: OperationView; decision: Decision; company: string; press(choice: Choice): void }) {
  const [person, setPerson] = useState('');
  const [missing, setMissing] = useState(false);
  const go = (): void => {
    setMissing(!person);
    if (person) press({ person });
  };
  return (
    <div className="pop">
      <div className="lab">{t('decide.person')}</div>
      <PersonPicker many={false} value={person ? [person] : []} change={([one]) => { setPerson(one ?? ''); setMissing(false); }} company={company} nameOf={() => ''} label={t('decide.person')} invalid={missing} />
      {missing && <div className="err" role="alert">{t('decide.choosePerson')}</div>}
      {operation.opinionRequired && <Words decision={decision} operation={operation} />}
      <div className="row end"><Button type="primary" loading={decision.busy} onClick={go}>{verbOf(operation)}</Button></div>
    </div>
  );
}
