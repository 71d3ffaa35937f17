import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { organisationNow } from '../organisation';
import { formOf, send } from './http';
import { errorPage, signInPage } from './page';
import { demoPassword } from './password';
import type { People } from './people';

function languageOf(req: IncomingMessage, url: URL): 'zh' | 'en' {
  const asked =
    url.searchParams.get('lang') ??
    /chancery_language=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ??
    (req.headers['accept-language'] ?? 'zh').split(',')[0] ??
    'zh';
  return asked.startsWith('en') ? 'en' : 'zh';
}

/** GET shows the sign-in page of one interaction, POST checks user name and password and goes on with the code flow. */
export function signIn(provider: Provider, people: People) {
  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const language = languageOf(req, url);
    const found = await provider.interactionDetails(req, res).catch(() => undefined);
    if (!found) return send(res, 400, 'text/html; charset=utf-8', errorPage('session', language));
    let refused: string | undefined;
    if (req.method === 'POST') {
      const form = await formOf(req);
      const user = people.named(form.get('username') ?? '');
      if (user?.enabled && form.get('password') === demoPassword) {
        await provider.interactionFinished(req, res, { login: { accountId: user.id } }, { mergeWithLastSubmission: false });
        return;
      }
      refused = form.get('username') ?? '';
    }
    const nonce = randomBytes(12).toString('base64');
    // Browsers check form-action along the redirects too: the code flow ends at the gateway, on another port.
    res.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'; base-uri 'none'`,
    );
    res.setHeader('set-cookie', `chancery_language=${language}; Path=/; HttpOnly; SameSite=Lax`);
    const page = signInPage({ language, nonce, organisation: organisationNow(people), password: demoPassword, refused });
    send(res, refused === undefined ? 200 : 401, 'text/html; charset=utf-8', page);
  };
}
