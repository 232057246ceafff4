package sc.fovea.backend;

import sc.fovea.net.Weights;

/**
 * Where a training stands. The same network, plan, state and batches give the same next state, to the bit, on one CPU.
 *
 * @param weights the network's weights, running statistics included
 * @param optimizer the optimizer's memory by the name of the weight plus {@code .m} or {@code .v}
 * @param steps steps done so far; seeds dropout and corrects Adam's bias
 */
public record LearnerState(Weights weights, Weights optimizer, long steps) {}
