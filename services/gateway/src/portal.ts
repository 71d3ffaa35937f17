import express, { type Express } from 'express';
import { join } from 'node:path';

/** The built portal: assets by their hash for ever, the page always fresh, and every address of its own is that page. */
export function servePortal(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }));
  app.use(express.static(folder, { index: false, maxAge: '1h' }));
  app.get(/^\/(?!api\/|auth\/).*/, (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(folder, 'index.html'), (error) => error && next(error));
  });
}
