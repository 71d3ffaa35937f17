import { Refusal } from '@chancery/domain';
import type { Log } from '@chancery/service';
import { Router, type Request } from 'express';
import * as oidc from 'openid-client';

declare module 'express-session' {
  interface SessionData {
    /** The sign-in under way. */
    asked?: { state: string; nonce: string; verifier: string; to: string };
    tokens?: { access: string; refresh?: string; id?: string; expiresAt: number };
  }
}

export interface IdentitySettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Seconds before its end at which a token is renewed. */
const EARLY = 15;

const away = (): Refusal =>
  new Refusal(
    'busy',
    'identity-away',
    { zh: '身份服务暂不可用，请稍后再试', en: 'The identity provider is away; try again in a moment' },
    { retryAfter: 3 },
  );

/** A place of ours, never another host's. */
const ownPlace = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/');

/** A browser follows a redirect at its headers: what the next page needs is stored before them. */
const saved = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.save((error) => (error ? reject(error as Error) : resolve())));

/** 登录 — code flow with PKCE; the tokens stay on the server, the browser has an opaque cookie (architecture §9). */
export class SignIn {
  private configuration?: Promise<oidc.Configuration>;
  /** Renewals under way, so that ten calls at once renew once. */
  private readonly renewing = new Map<string, Promise<void>>();

  constructor(
    private readonly settings: IdentitySettings,
    private readonly log: Log,
    private readonly publicOrigin?: string,
  ) {}

  private provider(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const options = new URL(issuer).protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
    this.configuration ??= oidc
      .discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretPost(clientSecret), options)
      .catch((error: unknown) => {
        this.configuration = undefined;
        this.log.warn({ error: String(error) }, 'the identity provider does not answer');
        throw away();
      });
    return this.configuration;
  }

  /** The session's access token, renewed in time; nothing when nobody is signed in. */
  async token(request: Request): Promise<string | undefined> {
    const { tokens } = request.session ?? {};
    if (!tokens) return undefined;
    if (tokens.expiresAt - EARLY > Date.now() / 1000) return tokens.access;
    const id = request.sessionID;
    if (!this.renewing.has(id))
      this.renewing.set(
        id,
        this.renew(request).finally(() => this.renewing.delete(id)),
      );
    await this.renewing.get(id);
    await new Promise<void>((resolve) => request.session.reload(() => resolve()));
    return request.session?.tokens?.access;
  }

  private async renew(request: Request): Promise<void> {
    const refresh = request.session.tokens?.refresh;
    const config = await this.provider();
    try {
      if (!refresh) throw new Error('no refresh token');
      this.keep(request, await oidc.refreshTokenGrant(config, refresh));
    } catch (error) {
      if (!(error instanceof oidc.ResponseBodyError) && refresh) throw away();
      // The sign-in has ended at the provider: this browser has to sign in again.
      request.session.tokens = undefined;
    }
    await saved(request);
  }

  private keep(request: Request, answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): void {
    const before = request.session.tokens;
    request.session.tokens = {
      access: answer.access_token,
      refresh: answer.refresh_token ?? before?.refresh,
      id: answer.id_token ?? before?.id,
      expiresAt: Date.now() / 1000 + (answer.expires_in ?? 60),
    };
  }

  /** `/auth/sign-in`, `/auth/callback`, `/auth/sign-out`. */
  routes(): Router {
    const router = Router();
    router.get('/sign-in', async (request, response) => {
      const config = await this.provider();
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      request.session.asked = { state, nonce, verifier, to: ownPlace(request.query.to) };
      const locale = request.acceptsLanguages('zh-CN', 'zh', 'en') || 'zh-CN';
      const at = oidc.buildAuthorizationUrl(config, {
        redirect_uri: this.callback(request),
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ui_locales: String(locale),
      });
      await saved(request);
      response.redirect(303, at.href);
    });
    router.get('/callback', async (request, response) => {
      const asked = request.session.asked;
      if (!asked) return response.redirect(303, '/auth/sign-in');
      const config = await this.provider();
      const at = new URL(request.originalUrl, this.callback(request));
      const answer = await oidc
        .authorizationCodeGrant(config, at, { expectedState: asked.state, expectedNonce: asked.nonce, pkceCodeVerifier: asked.verifier })
        .catch((error: unknown) => {
          this.log.warn({ error: String(error) }, 'a sign-in failed');
          throw new Refusal('unknown', 'sign-in-failed', { zh: '登录没有完成，请重新登录', en: 'The sign-in was not completed; sign in again' });
        });
      // A new id with the sign-in: whoever knew the old cookie has nothing (session fixation).
      await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error as Error) : resolve())));
      this.keep(request, answer);
      await saved(request);
      response.redirect(303, asked.to);
    });
    router.get('/sign-out', async (request, response) => {
      const id = request.session.tokens?.id;
      await new Promise<void>((resolve) => request.session.destroy(() => resolve()));
      response.clearCookie('chancery');
      const config = await this.provider().catch(() => undefined);
      const home = `${this.origin(request)}/`;
      if (!config || !id) return response.redirect(303, '/');
      response.redirect(303, oidc.buildEndSessionUrl(config, { id_token_hint: id, post_logout_redirect_uri: home }).href);
    });
    return router;
  }

  private origin(request: Request): string {
    return this.publicOrigin ?? `${request.protocol}://${request.get('host')}`;
  }

  private callback(request: Request): string {
    return `${this.origin(request)}/auth/callback`;
  }
}
