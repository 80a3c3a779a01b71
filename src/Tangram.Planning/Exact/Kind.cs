namespace Tangram.Planning.Exact;

/// <summary>A size of segment that a pool of devices offers.</summary>
/// <param name="Pool">The pool, by its place in the inventory.</param>
/// <param name="Size">The partition profile, by its place in the device model's list.</param>
/// <param name="Slices">Compute slices.</param>
/// <param name="MemorySlices">Memory slices.</param>
internal readonly record struct Kind(int Pool, int Size, int Slices, int MemorySlices);
