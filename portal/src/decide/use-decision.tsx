import { App } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { act, operate, type Acted, type Place } from '../api/matters';
import type { Form, MatterView, OperationView, TaskView } from '../api/wire';
import { useCommand } from '../command';
import { filled } from '../forms/input';
import { awaitPosition } from '../inbox/use-inbox';
import { markGone } from '../inbox/gone';
import { matterKey } from '../matter/use-matter';
import { useSession } from '../session';
import { t } from '../words';
import { contrary } from './arrange';
import { learn } from './phrases';
import { useDraft } from './use-draft';
import { sentText, verbOf } from './verbs';

/** What has been chosen besides the opinion. */
export interface Choice {
  target?: string;
  way?: string;
  person?: string;
}
const onMatter = new Set(['submit', 'resubmit', 'withdraw', 'give-up', 'urge', 'discard', 'copy-draft', 'void']);

export type Decision = ReturnType<typeof useDecision>;

/** A decision being made: its opinion, what is chosen, and the one command that it becomes. */
export function useDecision(matter: MatterView, task: TaskView | undefined, done: (answer: MatterView) => void) {
  const { modal, message } = App.useApp();
  const { me } = useSession();
  const client = useQueryClient();
  const draft = useDraft(task?.id ?? matter.id);
  const [entry, setEntry] = useState<Form>({});
  const [chosen, choose] = useState<string>();
  const [wanting, setWanting] = useState('');
  const { send, busy, problem, clear } = useCommand();
  const place: Place = { service: matter.service, company: matter.companyId, matter: matter.id };

  const deliver = useCallback(async (operation: OperationView, choice: Choice) => {
    const opinion = draft.text.trim();
    const body: Acted = {
      ...(opinion ? { opinion } : {}), ...(matter.text?.number ? { textVersion: matter.text.number } : {}),
      ...((operation.entry ?? []).length > 0 ? { entry: filled(entry) } : {}),
      ...(choice.target ? { target: choice.target } : {}), ...(choice.way ? { way: choice.way } : {}), ...(choice.person ? { personId: choice.person } : {}),
    };
    const wide = { ...(opinion ? { reason: opinion } : {}), version: matter.version ?? 0, ...(operation.taskId ? { taskId: operation.taskId } : {}) };
    const answer = await send([operation.name, operation.taskId, onMatter.has(operation.name) ? wide : body], (key) =>
      onMatter.has(operation.name) ? operate(place, operation.name, wide, key) : act(place, operation.taskId ?? '', operation.name, body, key));
    if (!answer) return;
    if (opinion && (operation.name === 'agree' || operation.name === 'done')) learn(opinion);
    draft.drop();
    setEntry({});
    choose(undefined);
    awaitPosition(matter.service, answer.position);
    if (task && operation.name !== 'urge') markGone(task.id);
    message.success(sentText(verbOf(operation), answer, me.id));
    void client.invalidateQueries({ queryKey: ['inbox'] });
    void client.invalidateQueries({ queryKey: matterKey(place) });
    void client.invalidateQueries({ queryKey: ['matters'] });
    done(answer);
  }, [draft, entry, matter, task, send, client, message, me.id, done]);

  /** Asks once where it cannot be mended, or where opinion and button disagree; else sends. */
  const press = useCallback((operation: OperationView, choice: Choice = {}) => {
    const verb = verbOf(operation);
    choose(operation.name);
    if (operation.opinionRequired && !draft.text.trim()) {
      setWanting(t('decide.needOpinion', { verb }));
      return;
    }
    setWanting('');
    const against = contrary(operation.name, draft.text);
    if (!operation.irreversible && !against) {
      void deliver(operation, choice);
      return;
    }
    modal.confirm({
      title: t('decide.confirm', { verb }), icon: null, autoFocusButton: 'ok', okText: verb, cancelText: t('act.cancel'),
      content: against ? t('decide.contrary', { words: against, verb }) : t('decide.confirmText', { verb }),
      onOk: () => deliver(operation, choice),
    });
  }, [deliver, draft.text, modal]);

  const write = useCallback((text: string) => {
    draft.write(text);
    if (text.trim()) setWanting('');
  }, [draft]);
  return { draft, write, entry, setEntry, chosen, choose, wanting, busy, problem, clear, press, place };
}
