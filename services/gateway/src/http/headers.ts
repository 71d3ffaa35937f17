import { inTrace, traceFrom } from '@chancery/service';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page of ours may load and who may frame it (nobody); HSTS only where TLS is. */
export const policy = (secure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  });

/** The call's trace: the client's own, or a new one; said in the answer. */
export const traced: RequestHandler = (request, response, next) => {
  const trace = traceFrom(request.get('traceparent'));
  response.setHeader('Chancery-Trace', trace.id);
  inTrace(trace, next);
};
