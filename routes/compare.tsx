/**
 * `/compare?runs=a,b,c`: runs of several experiments, in the same page as those of one.
 *
 * @module
 */
export { default, handler } from "./experiments/[experiment_id]/compare.tsx";
