/**
 * Lines that never hold a metric, however many numbers they print: tracebacks, warnings, downloads, boxes of nvidia-smi, dumps of a
 * configuration.
 *
 * @module
 */
const NOISE =
  /Warning:|^Traceback|^\s*File "|[Dd]ownload(?:ing|ed)|^\+[-=+]+\+$|^\|.*(?:MiB|N\/A|Default)|\.{4,} |^[#=*~-]+$|NCCL|CUDA Version|Created device|^(?:import|def|class|return|for|if|from|assert) |^\w*(?:Namespace|Config|Args|Arguments|Parameters)\(|^\s*(?:[\w.]+\()?tensor\(|https?:\/\/|^\s*\(?\w+\)?: \w+\(|INCORRECT|CORRECT\)|torch\.Size|^layer \{|Memory required|Top shape|'type': '|dict\(type=|^\w+ = (?:\[|dict|'|")|Namespace\(|Available|Allocat(?:ing|ion of)|exceeds|slow_operation|kernel version|Compil(?:ing|ation)|^(?:[a-z_]\w*): \[|Total time|hyperparameters: |^Word2Vec|^["']\w+["']: [^{]*,?$|^[Ss]etting |^\[\(|(?:^|\s)--\w|^\$ |python3? /;

/** True for a line that is noise. */
export function isNoiseLine(text: string): boolean {
  return NOISE.test(text);
}
