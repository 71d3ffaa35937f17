import { Refusal } from '@chancery/domain';
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { createHash } from 'node:crypto';
import { languageOf, sendProblem } from './problem';

/** An address stands for many people behind one door of the company: it may do so many times what one of them may. */
const PEOPLE_BEHIND_ONE_ADDRESS = 10;

const tooMany = (): Refusal =>
  new Refusal(
    'busy',
    'too-many',
    { zh: '请求过于频繁，请稍后再试', en: 'Too many requests; try again in a moment' },
    { status: 429, retryAfter: 10 },
  );

const limit = (perMinute: number, keyGenerator: (request: Request) => string, standardHeaders: 'draft-8' | false): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders,
    legacyHeaders: false,
    validate: false,
    keyGenerator,
    handler: (request, response) => sendProblem(response, tooMany(), languageOf(request)),
  });

/** Counted by token or session cookie, so that one client is held; and by address, so that ever new tokens are no way around it. */
export const limits = (perMinute: number): RequestHandler[] => [
  limit(perMinute * PEOPLE_BEHIND_ONE_ADDRESS, (request) => `at ${request.ip ?? ''}`, false),
  limit(
    perMinute,
    (request) => {
      const who = request.get('Authorization') ?? /(?:^|; )chancery=([^;]+)/.exec(request.get('Cookie') ?? '')?.[1];
      return who ? createHash('sha256').update(who).digest('base64') : (request.ip ?? '');
    },
    'draft-8',
  ),
];

/** What the API answers is data for one reader: no page, nothing to run, nothing to keep. */
export const dataOnly: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.setHeader('Cache-Control', 'no-store');
  next();
};
