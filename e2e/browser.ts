import { demoPassword } from '@chancery/embedded';
import type { Company, Person } from '@chancery/domain';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** A real Chromium. @throws Error naming what to install: a missing browser is a failure, never a skip. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('No Chromium on this machine: install it (Debian: apt-get install chromium) or name it in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'],
  });
}

export interface Device {
  width: number;
  height: number;
  locale: 'zh-CN' | 'en-US';
  touch?: boolean;
}
export const screen: Device = { width: 1440, height: 900, locale: 'zh-CN' };
export const phone: Device = { width: 390, height: 844, locale: 'en-US', touch: true };

/** Somebody at a screen: a context of their own, signed in by the identity provider's page. */
export class Desk {
  private constructor(
    readonly person: Person,
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly url: string,
  ) {}

  static async signIn(browser: Browser, url: string, person: Person, device: Device = screen): Promise<Desk> {
    const context = await browser.newContext({ viewport: { width: device.width, height: device.height }, locale: device.locale, hasTouch: device.touch, isMobile: device.touch });
    const page = await context.newPage();
    await page.goto(`${url}/`);
    await page.locator('input[name=username]').fill(person.username);
    await page.locator('input[name=password]').fill(demoPassword);
    await page.locator('form button[type=submit], form input[type=submit], form .go').first().click();
    await page.waitForURL((at) => at.pathname.startsWith('/inbox'), { timeout: 60_000, waitUntil: 'commit' }).catch(async (error: unknown) => {
      throw new Error(`${person.username} does not come in, stands at ${page.url()}: ${(await page.locator('body').innerText().catch(() => '')).slice(0, 300)}`, { cause: error });
    });
    return new Desk(person, page, context, url);
  }

  /** Opens a matter in its own company. */
  async open(company: Company, matter: string): Promise<void> {
    await this.page.goto(`${this.url}/${company.code}/docs/matters/${matter}`);
    await this.page.locator(`[data-matter="${matter}"] h1`).first().waitFor({ timeout: 45_000 }).catch(async (error: unknown) => {
      throw new Error(`${this.person.username} does not see the matter: ${(await this.page.locator('body').innerText().catch(() => '')).slice(0, 400)}`, { cause: error });
    });
  }

  /** Names of the operations that the decision bar offers now; empty: no bar. */
  async operations(): Promise<string[]> {
    await this.page.waitForLoadState('networkidle').catch(() => undefined);
    return this.page.locator('[data-testid=decision-bar] [data-operation]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-operation') ?? ''));
  }

  async press(operation: string): Promise<void> {
    await this.page.locator(`[data-testid=decision-bar] [data-operation=${operation}]`).first().click();
  }

  picture(file: string): Promise<Buffer> {
    return this.page.screenshot({ path: file });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
