import type { Matter, MatrixRow, Step, Who } from '@chancery/approval';
import type { Directory, Words } from '@chancery/domain';
import { titleOf } from './steps';

const posts: Record<string, Words> = {
  'dept-head': { zh: '部门负责人', en: 'department head' },
  director: { zh: '办公室主任', en: 'office director' },
  clerk: { zh: '办公室文员', en: 'office clerk' },
  'leader-in-charge': { zh: '分管领导', en: 'leader in charge' },
  gm: { zh: '总经理', en: 'general manager' },
  chairman: { zh: '董事长', en: 'chairman' },
};

function ground(who: Who, matter: Matter, matrix: Record<string, MatrixRow[]> | undefined): Words | undefined {
  if ('matrix' in who) {
    const row = (matrix?.[who.matrix] ?? []).find((one) => one.id === (matter.walk as { rows?: Record<string, string> }).rows?.[who.matrix]);
    return row && { zh: `${row.words.zh}（审批权限表 ${row.id}）`, en: `${row.words.en} (authority matrix ${row.id})` };
  }
  if ('firstOf' in who) return undefined;
  if ('post' in who) {
    const post = posts[who.post];
    return post && { zh: `您是${post.zh}`, en: `you are ${post.en}` };
  }
  return 'applicant' in who ? { zh: '您是申请人', en: 'you applied for it' } : undefined;
}

/** The one sentence that says why a matter lies with the looker: what is asked, by which rule. */
export function whyOf(matter: Matter, person: string, steps: Map<string, Step>, matrix: Record<string, MatrixRow[]> | undefined, _directory: Directory): Words | undefined {
  const task = matter.tasks.find((one) => one.holder === person && one.state === 'open');
  if (!task) return undefined;
  const title = titleOf(task.step, steps);
  if (task.kind === 'revise') return { zh: '已退回，请您修改后重新提交。', en: 'Sent back: change it and submit again.' };
  if (task.kind === 'assign') return { zh: `「${title.zh}」无人任职，请您指定办理人。`, en: `Nobody holds the post of “${title.en}”: name a person.` };
  const step = steps.get(task.step);
  const because = step && 'who' in step ? ground(step.who, matter, matrix) : undefined;
  return { zh: `请您${title.zh}${because ? `：${because.zh}` : ''}。`, en: `Asked of you: ${title.en}${because ? ` — ${because.en}` : ''}.` };
}
