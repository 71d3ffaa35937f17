/** Who is worth trying first; everybody else is on the sign-in page. */
const people: [username: string, zh: string, en: string][] = [
  ['sunlei', '孙磊 · 衡川建设 安全管理部 科员', 'drafts documents'],
  ['zhoumin', '周敏 · 衡川建设 办公室主任', 'reviews them'],
  ['chenguodong', '陈国栋 · 衡川建设 总经理', 'signs them'],
  ['wuxiaotong', '吴晓彤 · 衡川建设 办公室文员', 'numbers, prints and issues them; signs for what arrives'],
];

export interface Greeting {
  url: string;
  home: string;
  password: string;
  seconds: number;
}

/** What `npm start` says at the end: address, accounts, data folder. */
export function greeting({ url, home, password, seconds }: Greeting): string {
  const rows = people.map(([username, zh, en]) => `    ${username.padEnd(14)} ${zh} (${en})`);
  return [
    '',
    `  Chancery 文枢 is ready: ${url}   (${seconds.toFixed(1)} s)`,
    '',
    `  Demonstration accounts, password ${password}:`,
    ...rows,
    '    … and everybody else of the group: choose on the sign-in page.',
    '',
    `  Data: ${home}   API: ${url}/api/openapi.json   Stop: Ctrl-C`,
    '',
  ].join('\n');
}
