namespace Tangram.Prediction.Evaluation;

/// <summary>What is otherwise where a model is tested than where it was trained.</summary>
public enum Drift
{
    /// <summary>More of a batch's life is shared with others: trained up to the median of the overlaps' sums, tested above.</summary>
    Load,

    /// <summary>Other variants run: those tested are in no batch trained on, neither as the batch nor beside it.</summary>
    Models,

    /// <summary>More batches run at once: trained on batches beside at most one other, tested beside two and more.</summary>
    Concurrency,
}
