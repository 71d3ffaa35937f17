import { Refusal } from '@chancery/domain';
import express, { type Express, type RequestHandler } from 'express';
import type { Backends, TokenOf } from './asked';
import { handlerOf } from './calls';
import { languageOf, sendProblem } from './problem';
import { pathOf, type Route } from './routes';

/** JSON is read on routes with a body only; a path with another verb is 405, with the verbs that it has. */
export function mount(app: Express, routes: Route[], clients: Backends, tokenOf: TokenOf): void {
  const json = express.json({ limit: '1mb', strict: false, type: ['application/json', 'application/*+json'] });
  const body: RequestHandler = (request, response, next) => {
    if (!request.is(['application/json', 'application/*+json']))
      return next(
        new Refusal('invalid', 'media-type', { zh: '内容应为 application/json', en: 'The body must be application/json' }, { status: 415 }),
      );
    json(request, response, next);
  };
  for (const route of routes)
    app[route.verb](
      pathOf(route.template),
      ...(route.body && route.method.methodKind !== 'client_streaming' ? [body] : []),
      handlerOf(route, clients, tokenOf),
    );
  for (const [template, same] of Map.groupBy(routes, (route) => route.template))
    app.all(pathOf(template), (request, response, next) => {
      const verbs = same.map((route) => route.verb.toUpperCase());
      if (
        verbs.includes(request.method) ||
        routes.some((route) => route.template !== template && new RegExp(`^${route.template.replace(/\{\w+\}/g, '[^/]+')}$`).test(request.path))
      )
        return next();
      response.setHeader('Allow', verbs.join(', '));
      sendProblem(
        response,
        new Refusal('invalid', 'verb', { zh: '此地址不支持该方法', en: 'This address does not take that method' }, { status: 405 }),
        languageOf(request),
      );
    });
}
