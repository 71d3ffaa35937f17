import { fill, Refusal, type RefusalKind, type Words } from '@chancery/domain';
import { currentTrace, fromRpc, TRACE, type Log } from '@chancery/service';
import type { ErrorRequestHandler, Request, Response } from 'express';

const STATUS: Record<RefusalKind, number> = { invalid: 400, unknown: 401, forbidden: 403, missing: 404, stale: 409, refused: 422, busy: 503 };
const titles: Record<RefusalKind, Words> = {
  invalid: { zh: '请求不正确', en: 'The request is not valid' },
  unknown: { zh: '未登录', en: 'Not signed in' },
  forbidden: { zh: '不能办理', en: 'Not yours to do' },
  missing: { zh: '未找到', en: 'Not found' },
  stale: { zh: '情况已变化', en: 'Things have changed' },
  refused: { zh: '不符合规定', en: 'A rule refuses' },
  busy: { zh: '请稍后再试', en: 'Try again in a moment' },
};

export type Language = 'zh' | 'en';

/** The first language asked for that we have; zh-CN first. */
export const languageOf = (request: Request): Language =>
  (request.acceptsLanguages('zh-CN', 'zh', 'en-US', 'en') || 'zh').toString().startsWith('en') ? 'en' : 'zh';

/** 问题 — application/problem+json in the asked language (RFC 9457). */
export function problemOf(refusal: Refusal, language: Language): { status: number; body: Record<string, unknown> } {
  const { kind, code, words, details } = refusal;
  const status = details.status ?? STATUS[kind];
  const values = Object.fromEntries(Object.entries(details.arguments ?? {}).map(([name, value]) => [name, value]));
  return {
    status,
    body: {
      type: `urn:chancery:${code}`,
      title: titles[kind][language],
      status,
      detail: fill(words[language], values),
      code,
      ...(details.rule ? { rule: details.rule } : {}),
      ...(details.fields ? { fields: details.fields.map((one) => ({ field: one.field, detail: fill(one.words[language], values) })) } : {}),
      ...(details.more ? { more: details.more } : {}),
      ...(details.retryAfter ? { retryAfter: details.retryAfter } : {}),
      trace: currentTrace()?.id,
    },
  };
}

export function sendProblem(response: Response, refusal: Refusal, language: Language): void {
  const { status, body } = problemOf(refusal, language);
  if (refusal.details.retryAfter) response.setHeader('Retry-After', String(refusal.details.retryAfter));
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="chancery"');
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

const defectWords: Words = {
  zh: '暂时无法处理，请稍后再试；如仍不行，请把编号告诉管理员',
  en: 'This could not be handled; try again later, and tell your administrator the number if it stays so',
};

/** What express itself throws: broken JSON, too large a body, a bad address. */
function ofExpress(error: { type?: string; status?: number; statusCode?: number }): Refusal | undefined {
  if (error.type === 'entity.parse.failed')
    return new Refusal('invalid', 'broken-json', { zh: '内容不是有效的 JSON', en: 'The body is not valid JSON' });
  if (error.type === 'entity.too.large') return new Refusal('invalid', 'too-large', { zh: '内容过大', en: 'The body is too large' }, { status: 413 });
  if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
    return new Refusal('invalid', 'encoding', { zh: '不支持的编码', en: 'Encoding not supported' }, { status: 415 });
  const status = error.status ?? error.statusCode ?? 0;
  return status >= 400 && status < 500
    ? new Refusal('invalid', 'bad-request', { zh: '请求不正确', en: 'The request is not valid' }, { status })
    : undefined;
}

/** The last handler: refusals are answered, anything else is a defect: logged whole, answered with its trace alone (architecture §10). */
export const onError =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, _next) => {
    // Nobody waits for the answer any more.
    if (request.destroyed && !request.complete) return;
    const refusal = error instanceof Refusal ? error : (fromRpc(error) ?? ofExpress(error));
    if (refusal && !response.headersSent) return sendProblem(response, refusal, languageOf(request));
    const trace = String((error as { metadata?: { get(name: string): unknown[] } }).metadata?.get(TRACE)[0] ?? currentTrace()?.id ?? '');
    if (!refusal) log.error({ error, trace, path: request.path }, 'a defect');
    // A stream that breaks off half way must not look as if it had ended.
    if (response.headersSent) return void response.destroy();
    const language = languageOf(request);
    response
      .status(500)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'urn:chancery:defect',
          title: language === 'en' ? 'Internal error' : '内部错误',
          status: 500,
          detail: defectWords[language],
          code: 'defect',
          trace,
        }),
      );
  };
