import { createHash, randomBytes } from 'node:crypto';

/** A browser as far as the code flow needs one: cookies, forms, no following of redirects by itself. */
export class Browser {
  private readonly jar = new Map<string, string>();

  async visit(url: string, form?: Record<string, string>): Promise<{ status: number; location: string; text: string; url: string }> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, 'accept-language': 'zh-CN', ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      body: form ? new URLSearchParams(form) : undefined,
    });
    for (const one of response.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value && !/expires=thu, 01 jan 1970/i.test(one)) this.jar.set(name, value);
      else this.jar.delete(name);
    }
    const location = response.headers.get('location') ?? '';
    return { status: response.status, location: location && new URL(location, url).href, text: await response.text(), url };
  }
}

/** One run of the code flow with PKCE, for the client chancery-gateway. */
export function codeFlow(issuer: string, secret: string, callback: string) {
  const verifier = randomBytes(32).toString('base64url');
  const ask = new URLSearchParams({
    client_id: 'chancery-gateway',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const authorization = `Basic ${Buffer.from(`chancery-gateway:${secret}`).toString('base64')}`;
  const token = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> => {
    const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  return {
    start: `${issuer}/protocol/openid-connect/auth?${ask}`,
    exchange: (code: string, using = verifier) => token({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: using }),
    refresh: (refresh: string) => token({ grant_type: 'refresh_token', refresh_token: refresh }),
  };
}
