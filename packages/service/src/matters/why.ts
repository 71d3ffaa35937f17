import type { Matter, MatrixRow, Step, Who } from '@chancery/approval';
import type { Words } from '@chancery/domain';
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
    const rows = matrix?.[who.matrix] ?? [];
    const at = rows.findIndex((one) => one.id === (matter.walk as { rows?: Record<string, string> }).rows?.[who.matrix]);
    const row = rows[at];
    return row && { zh: `${row.words.zh}（审批权限表第 ${at + 1} 行）`, en: `${row.words.en} (authority matrix, row ${at + 1})` };
  }
  if ('firstOf' in who) return undefined;
  if ('post' in who) {
    const post = posts[who.post];
    return post && { zh: `您是${post.zh}`, en: `you are ${post.en}` };
  }
  return 'applicant' in who ? { zh: '您是申请人', en: 'you applied for it' } : undefined;
}

/** The rule that made a matter the looker's: a row of the matrix, a post; what is asked, the screen says itself. */
export function whyOf(matter: Matter, person: string, steps: Map<string, Step>, matrix: Record<string, MatrixRow[]> | undefined): Words | undefined {
  const task = matter.tasks.find((one) => one.holder === person && one.state === 'open');
  if (!task) return undefined;
  if (task.kind === 'revise') return { zh: '已退回，修改后可重新提交。', en: 'Sent back: change it and submit again.' };
  if (task.kind === 'assign') return { zh: `「${titleOf(task.step, steps).zh}」无人任职，待指定办理人。`, en: `Nobody holds the post of “${titleOf(task.step, steps).en}”: name a person.` };
  const step = steps.get(task.step);
  const because = step && 'who' in step ? ground(step.who, matter, matrix) : undefined;
  return because && { zh: `${because.zh}。`, en: `${because.en[0]!.toUpperCase()}${because.en.slice(1)}.` };
}
