namespace Tangram.Worker.Runtimes;

/// <summary>What becomes of the memory a batch's activations took when the batch is over.</summary>
internal enum ActivationMemory
{
    /// <summary>It stays with the model, as much as the largest batch took.</summary>
    Keep,

    /// <summary>It goes back to the process's allocator, tensor by tensor.</summary>
    Release,

    /// <summary>It stays with the model while the batch runs and is given back at its end.</summary>
    Shrink,
}
