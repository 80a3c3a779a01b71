namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How models do where batches become otherwise than those they were trained on.</summary>
/// <param name="Change">What changes: <c>start</c>, where there was next to no training, <c>load</c>, <c>models</c> or <c>concurrency</c>.</param>
/// <param name="Refused">Why the recording cannot be divided so; null where it can. Then there are no models.</param>
/// <param name="TrainedOn">What was trained on, in words.</param>
/// <param name="Training">Batches of it.</param>
/// <param name="TestedOn">What was tested on, in words.</param>
/// <param name="Test">Batches of it.</param>
/// <param name="Models">Each model.</param>
/// <param name="Refitted">
/// On the last quarter of the test, the model fitted offline to the training against the same fitted to the first three quarters of the test; null where these are too few,
/// and for <c>start</c>.
/// </param>
internal sealed record ChangeReport(
    string Change, string? Refused, string TrainedOn, int Training, string TestedOn, int Test, IReadOnlyList<ChangeModel> Models, PairedErrors? Refitted)
{
    /// <summary>A recording that cannot be divided so.</summary>
    public static ChangeReport Refuse(string change, string why) => new(change, why, string.Empty, 0, string.Empty, 0, [], Refitted: null);

    /// <summary>A model; null where it was not tested.</summary>
    public ChangeModel? Of(string model) => Models.FirstOrDefault(m => string.Equals(m.Model, model, StringComparison.Ordinal));
}
