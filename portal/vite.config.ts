import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The portal is one page with hashed assets; pages that not everybody opens are chunks of their own. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
  },
});
