import { App } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { operate } from '../api/matters';
import type { MatterView } from '../api/wire';
import { useCommand } from '../command';
import { verbOf, sentText } from '../decide/verbs';
import { markGone } from '../inbox/gone';
import { awaitPosition } from '../inbox/use-inbox';
import { matterKey } from '../matter/use-matter';
import { useSession } from '../session';

/** Sends what was saved on its way, then shows where it is. */
export function useSubmission(service: string, company: string, address: string) {
  const { send, busy, problem } = useCommand();
  const { me } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const submit = async (saved: MatterView, again: boolean): Promise<void> => {
    const operation = again ? 'resubmit' : 'submit';
    const place = { service, company, matter: saved.id };
    const task = saved.tasks?.find((one) => one.mine && one.kind === 'revise')?.id;
    const body = { version: saved.version ?? 0, ...(task ? { taskId: task } : {}) };
    const answer = await send([operation, saved.id, body], (key) => operate(place, operation, body, key));
    if (!answer) return;
    if (task) markGone(task);
    awaitPosition(service, answer.position);
    message.success(sentText(verbOf({ name: operation }), answer, me.id));
    for (const queryKey of [['inbox'], ['matters'], matterKey(place)]) void client.invalidateQueries({ queryKey });
    void navigate(`/${address}/${service}/matters/${answer.id}`, { replace: true });
  };
  return { submit, busy, problem };
}
