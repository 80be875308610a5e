// Builds the islands into the package. Names are plain: the server answers with ETags, and the wheel carries one version of each.
import { defineConfig } from "vite";
import { licences } from "./plugins/licences.js";
import { outlines, worker } from "./plugins/assets.js";

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [outlines(), worker(), licences()],
  build: {
    outDir: "../src/sitrep/web/static/islands",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: { map: "src/map.js" },
      output: {
        entryFileNames: "[name].js",
        assetFileNames: "[name][extname]",
        codeSplitting: false,
      },
    },
  },
});
