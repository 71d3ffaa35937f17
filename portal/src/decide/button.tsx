import { Button, Popover } from 'antd';
import type { OperationView } from '../api/wire';
import { Icon } from '../parts/icon';
import { Key } from '../parts/marks';
import { asksMore } from './arrange';
import { Receiver, Targets } from './choices';
import type { Choice, Decision } from './use-decision';
import { verbOf } from './verbs';

const toPerson = new Set(['transfer', 'assign']);

/** One operation as a button named by its verb; what must be chosen first opens over it. */
export function OperationButton({ operation, decision, company, main = false, quiet = false, size }: { operation: OperationView; decision: Decision; company: string; main?: boolean; quiet?: boolean; size: 'middle' | 'large' }) {
  const { chosen, choose, busy, press } = decision;
  const more = asksMore(operation);
  const here = chosen === operation.name;
  const send = (choice: Choice = {}): void => press(operation, choice);
  const button = (
    <Button size={size} type={main ? 'primary' : quiet ? 'text' : 'default'} className={`op-b${main ? ' main' : ''}${here && !main ? ' chosen' : ''}`} data-operation={operation.name} disabled={busy}
      loading={busy && here && !more} aria-haspopup={more ? 'dialog' : undefined} onClick={() => (more ? choose(here ? undefined : operation.name) : send())}>
      {verbOf(operation)}{more && <Icon of="down" size={14} />}{(main ? !chosen || here : here && !more) && <Key of="Ctrl ↵" />}
    </Button>
  );
  if (!more) return button;
  const content = toPerson.has(operation.name) ? <Receiver operation={operation} decision={decision} company={company} press={send} /> : <Targets operation={operation} decision={decision} press={send} />;
  return <Popover open={here} onOpenChange={(open) => { if (!open) choose(undefined); }} trigger="click" placement="topRight" arrow={false} content={here ? content : null}>{button}</Popover>;
}
