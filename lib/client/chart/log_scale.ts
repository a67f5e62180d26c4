/**
 * A logarithmic axis for Chart.js: its linear one, with the logarithms of values. It takes its range from `min` and `max`, which are
 * logarithms too, and its ticks from outside; Chart.js' own finds these, which takes more script than all of this.
 *
 * @module
 */
import type { ChartComponent } from "chart.js";
import type { LinearScale } from "./chart_parts.ts";

/** The axis, of type `log`, made of Chart.js' linear one. A value that is not above 0 has no place on it. */
export function createLogScale(linear: typeof LinearScale): ChartComponent {
  return class extends linear {
    static override id = "log";

    override getPixelForValue(value: number | null): number {
      return super.getPixelForValue(value === null || !(value > 0) ? NaN : Math.log10(value));
    }

    override getValueForPixel(pixel: number): number {
      return 10 ** super.getValueForPixel(pixel)!;
    }
  };
}
