namespace Tangram.Worker.Runtimes;

/// <summary>What becomes of the memory a batch's activations took when the batch is over.</summary>
internal enum ActivationMemory
{
    /// <summary>It stays with the model for the next batch, as much as the largest batch took.</summary>
    Keep,

    /// <summary>It is given back at the end of every batch, which makes batches slower.</summary>
    Shrink,
}
