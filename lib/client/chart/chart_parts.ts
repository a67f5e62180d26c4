/**
 * The parts of Chart.js that draw lines. `dev.ts` bundles this module into `chart_parts.gen.js` before a build, and the chart imports that
 * file: Chart.js ships as one file, and a bundler alone would keep 13 KB of it that no chart uses. The types come from here.
 *
 * @module
 */
export {
  BasicPlatform,
  Chart,
  DatasetController,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from "chart.js";
