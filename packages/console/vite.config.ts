import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the gateway, or the invented one of `pnpm mock`, answers while one works on the page. */
const gateway = 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2024',
    // The page's policy lets no `data:` fonts or scripts in; files are files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    proxy: Object.fromEntries(['api', 'live', 'login', 'logout'].map((path) => [`/console/${path}`, gateway])),
  },
});
