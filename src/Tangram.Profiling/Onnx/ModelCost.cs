namespace Tangram.Profiling.Onnx;

/// <summary>What one run of a model costs, counted on its graph.</summary>
/// <param name="Operations">Arithmetic operations, a multiply-add being two.</param>
/// <param name="Bytes">Bytes that its nodes read and write, weights included: the traffic if nothing stayed in a cache from one node to the next.</param>
/// <param name="BytesPastCore">Those of them that the cache of a core does not hold from one node to the next, so that they take of what cores share.</param>
/// <param name="FootprintBytes">Bytes of all weights and of the activations that are alive at once, at most.</param>
/// <param name="Unknown">Operators that were counted as copies of their first input, each once; empty where all are known.</param>
internal sealed record ModelCost(double Operations, double Bytes, double BytesPastCore, double FootprintBytes, IReadOnlyList<string> Unknown);
