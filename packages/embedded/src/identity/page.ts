import type { Holding, Organisation, Person } from '@chancery/domain';

type Language = 'zh' | 'en';

const words = {
  zh: {
    title: '登录文枢',
    lead: '集团办公平台',
    username: '用户名',
    password: '口令',
    submit: '登录',
    wrong: '用户名或口令不对。',
    people: '演示人员',
    find: '姓名、岗位、用户名',
    hint: '选一位演示人员，用户名会自动填好。口令都是',
    other: 'English',
    signOut: '退出文枢',
    error: '暂时不能登录',
    back: '请回到文枢重新登录。',
  },
  en: {
    title: 'Sign in to Chancery',
    lead: 'The office platform of the group',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'User name or password is not right.',
    people: 'Demonstration people',
    find: 'Name, post, user name',
    hint: 'Choose a person and the user name is filled in. Everybody has the password',
    other: '中文',
    signOut: 'Sign out of Chancery',
    error: 'Sign-in is not possible now',
    back: 'Please go back to Chancery and sign in again.',
  },
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
:root{--bg:#F5F7F7;--surface:#fff;--text:#171C1E;--text2:#4A5559;--text3:#5F6A6F;--line:#E1E6E7;--line2:#D2D9DB;--field:#8A969A;--pri:#0F6170;--prih:#0B505D;--prib:#E3EFF1;--onpri:#fff;--over:#A1450B;--overb:#FBEDE1;--hover:#F0F3F3;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--bg:#111617;--surface:#171D1F;--text:#E6EBEC;--text2:#AEB9BC;--text3:#939FA3;--line:#283133;--line2:#354144;--field:#68767B;--pri:#62B6C4;--prih:#7CC7D3;--prib:#16343A;--onpri:#07211F;--over:#F2A06A;--overb:#3E2715;--hover:#1D2527}}
*{box-sizing:border-box;margin:0}[hidden]{display:none!important}html,body{height:100%}
body{font:14px/22px -apple-system,"SF Pro Text","Segoe UI","PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Noto Sans CJK SC","Noto Sans SC",sans-serif;color:var(--text);background:var(--bg);display:flex}
main{margin:auto;display:grid;grid-template-columns:320px 400px;background:var(--surface);border:1px solid var(--line2);border-radius:10px;overflow:hidden;height:min(560px,100vh)}
form{padding:40px 32px;display:flex;flex-direction:column}
.mark{width:40px;height:40px;border-radius:8px;background:var(--pri);color:var(--onpri);font:600 22px/40px "Songti SC","Noto Serif CJK SC",serif;text-align:center;margin-bottom:16px}
h1{font-size:20px;line-height:28px;font-weight:600}.lead{color:var(--text3);margin-bottom:24px}
label{font-size:13px;line-height:20px;color:var(--text2);display:block;margin-top:12px}
input{width:100%;height:36px;border:1px solid var(--field);border-radius:6px;padding:0 10px;font:inherit;color:inherit;background:var(--surface);margin-top:3px}
input:focus-visible,button:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--pri);outline-offset:1px}
.go{margin-top:24px;height:36px;border:0;border-radius:6px;background:var(--pri);color:var(--onpri);font:inherit;font-weight:600;cursor:pointer}.go:hover{background:var(--prih)}
.bad{margin-top:12px;padding:8px 12px;border-radius:6px;background:var(--overb);color:var(--over)}
.lang{margin-top:auto;color:var(--pri);text-decoration:none;align-self:flex-start}
aside{border-left:1px solid var(--line);display:flex;flex-direction:column;min-height:0}
.top{padding:16px 16px 8px}.top h2{font-size:14px;font-weight:600}.top p{font-size:12px;line-height:18px;color:var(--text3)}
code{font:12px ui-monospace,monospace;color:var(--text)}
.list{overflow:auto;padding:0 8px 12px;flex:1}
summary{padding:6px 8px;font-size:13px;font-weight:600;color:var(--text2);cursor:pointer;border-radius:6px}summary span{font-weight:400;color:var(--text3)}
.who{display:grid;grid-template-columns:1fr auto;gap:8px;width:100%;padding:5px 8px;border:0;border-radius:6px;background:none;font:inherit;color:inherit;text-align:left;cursor:pointer}
.who:hover{background:var(--hover)}.who[aria-pressed=true]{background:var(--prib)}
.who span{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.who small{font-size:12px;color:var(--text3);white-space:nowrap}
@media(max-width:760px){body{display:block;background:var(--surface)}main{display:block;border:0;border-radius:0;height:auto}form{padding:24px 16px}aside{border-left:0;border-top:1px solid var(--line)}.lang{margin-top:16px}.who{padding:11px 8px}}`;

const script = `
const name=document.querySelector('[name=username]'),word=document.querySelector('[name=password]'),people=[...document.querySelectorAll('.who')];
for(const one of people)one.onclick=()=>{name.value=one.dataset.username;for(const other of people)other.setAttribute('aria-pressed',String(other===one));word.focus()};
document.querySelector('[type=search]').oninput=(event)=>{const sought=event.target.value.trim().toLowerCase();
for(const one of people)one.hidden=!one.dataset.find.includes(sought);
for(const group of document.querySelectorAll('details')){const shown=[...group.querySelectorAll('.who')].some((one)=>!one.hidden);group.hidden=!shown;group.open=sought?shown:group.dataset.open==='yes'}};`;

function peopleOf({ companies, departments, people }: Organisation, language: Language): string {
  const open = companies.find((company) => company.code === 'construction')?.id;
  const placeOf = new Map(departments.map((one, at) => [one.id, { at, name: language === 'zh' ? one.name : one.nameEn }]));
  return companies
    .map((company) => {
      const heldBy = (one: Person): Holding[] => one.holdings.filter((holding) => holding.companyId === company.id);
      const at = (one: Person): number => placeOf.get(heldBy(one)[0]?.departmentId ?? '')?.at ?? -1;
      const inside = people.filter((one) => one.enabled && heldBy(one).length).toSorted((a, b) => at(a) - at(b));
      const rows = inside.map((one) => {
        const held = heldBy(one);
        const department = placeOf.get(held[0]?.departmentId ?? '')?.name ?? '';
        const title = `${department}${department && ' · '}${(language === 'zh' ? held[0]?.title : held[0]?.titleEn) ?? ''}`;
        const find = [
          one.name,
          one.nameEn,
          one.nameEn.replaceAll(' ', ''),
          one.username,
          department,
          ...held.flatMap((holding) => [holding.title, holding.titleEn]),
        ]
          .join(' ')
          .toLowerCase();
        const name = language === 'zh' ? one.name : one.nameEn;
        return `<button type="button" class="who" aria-pressed="false" data-username="${escaped(one.username)}" data-find="${escaped(find)}"><span>${escaped(name)}</span><small>${escaped(title)}</small></button>`;
      });
      const name = escaped(language === 'zh' ? company.name : company.nameEn);
      const shown = company.id === open;
      return `<details data-open="${shown ? 'yes' : 'no'}"${shown ? ' open' : ''}><summary>${name} <span>${inside.length}</span></summary>${rows.join('')}</details>`;
    })
    .join('');
}

export interface SignInPage {
  language: Language;
  nonce: string;
  organisation: Organisation;
  password: string;
  /** The user name that was just refused. */
  refused?: string;
}

/** 登录页 — sign-in of the embedded identity provider: form, and the demonstration people to choose from. */
export function signInPage({ language, nonce, organisation, password, refused }: SignInPage): string {
  const say = words[language];
  const bad = refused === undefined ? '' : `<p class="bad" role="alert">${say.wrong}</p>`;
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${say.title}</title><style nonce="${nonce}">${style}</style></head>
<body><main><form method="post"><div class="mark" aria-hidden="true">枢</div><h1>${say.title}</h1><p class="lead">${say.lead}</p>
<label>${say.username}<input name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus value="${escaped(refused ?? '')}"></label>
<label>${say.password}<input name="password" type="password" autocomplete="current-password" required></label>${bad}
<button class="go">${say.submit}</button><a class="lang" href="?lang=${language === 'zh' ? 'en' : 'zh'}">${say.other}</a></form>
<aside aria-label="${say.people}"><div class="top"><h2>${say.people}</h2><p>${say.hint} <code>${escaped(password)}</code></p><input type="search" placeholder="${say.find}" aria-label="${say.find}"></div><div class="list">${peopleOf(organisation, language)}</div></aside></main><script nonce="${nonce}">${script}</script></body></html>`;
}

/** What is shown when a sign-in cannot go on (an old tab, a request that is not ours). */
export function errorPage(reason: string, language: Language): string {
  const say = words[language];
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${say.error}</title></head><body><h1>${say.error}</h1><p>${say.back}</p><p><small>${escaped(reason)}</small></p></body></html>`;
}

/**
 * Signing out. `form` posts the decision; with a nonce it is sent at once, because the application has named the session by its token.
 * Without one a person must press the button: a link on another page signs nobody out.
 */
export function signOutPage(form: string, language: Language, nonce?: string): string {
  const say = words[language];
  const send = nonce ? `<script nonce="${nonce}">document.forms[0].submit()</script>` : '';
  const whole = form.replace('</form>', `<input type="hidden" name="logout" value="yes"><button>${say.signOut}</button></form>`);
  const head = `<meta charset="utf-8"><title>${say.signOut}</title>`;
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head>${head}</head><body>${whole}${send}</body></html>`;
}
