using System.Globalization;
using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Options;
using Tangram.Server.Serving;

namespace Tangram.Server.Inference;

/// <summary>Serves what a directory holds.</summary>
/// <param name="models">What is served.</param>
/// <param name="control">Loads and unloads models.</param>
/// <param name="clock">The time line that requests arrive on.</param>
/// <param name="options">Its name, and how large answers may be.</param>
internal sealed class InferenceService(ModelDirectory models, IModelControl control, ServingClock clock, ServerOptions options) : IInferenceService
{
    /// <inheritdoc/>
    public Instant Now => clock.Now;

    /// <inheritdoc/>
    public bool IsReady => models.All().All(m => m.IsReady) && control.IsReady;

    /// <inheritdoc/>
    public ServerMetadata Server { get; } = new(
        options.Name,
        typeof(InferenceService).Assembly.GetName().Version?.ToString(3) ?? "0",
        ["classification", "model_repository", "model_configuration", "binary_tensor_data", "parameters", "statistics", "schedule_policy"]);

    /// <inheritdoc/>
    public bool IsModelReady(string model, string version) => models.Find(model, version) is { IsReady: true };

    /// <inheritdoc/>
    public ModelMetadata Metadata(string model, string version) => Get(model, version).Metadata;

    /// <inheritdoc/>
    public ModelConfiguration Configuration(string model, string version) => Get(model, version).Configuration;

    /// <inheritdoc/>
    public IReadOnlyList<ModelStatistics> Statistics(string model, string version) =>
        model.Length == 0 ? [.. models.All().Select(m => m.Counters.Read())] : [Get(model, version).Counters.Read()];

    /// <inheritdoc/>
    public IReadOnlyList<RepositoryEntry> Repository(bool readyOnly)
    {
        var controlled = control.Index();
        var names = controlled.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var others = models.All()
            .Where(m => !names.Contains(m.Metadata.Name))
            .Select(m => new RepositoryEntry(m.Metadata.Name, m.Counters.Version, m.IsReady ? "READY" : "UNAVAILABLE", string.Empty));
        return [.. controlled.Concat(others).Where(e => !readyOnly || e.State is "READY").OrderBy(e => e.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Task LoadAsync(string model, string? configuration, CancellationToken cancellation) => control.LoadAsync(model, configuration, cancellation);

    /// <inheritdoc/>
    public Task UnloadAsync(string model, CancellationToken cancellation) => control.UnloadAsync(model, cancellation);

    /// <inheritdoc/>
    public void RefuseEarly(string model, string version, Instant arrivedAt)
    {
        for (var served = Get(model, version); ; served = Get(model, version))
        {
            try
            {
                served.RefuseEarly(arrivedAt);
                return;
            }
            catch (InferenceException) when (models.Find(model, version) is { } next && next != served)
            {
                // It was loaded again in between, and its successor is to say.
            }
        }
    }

    /// <inheritdoc/>
    public async Task<InferAnswer> InferAsync(string model, string version, InferRequest request, Instant arrivedAt, CancellationToken cancellation)
    {
        try
        {
            return Checked(await InferAsync(Get(model, version), version, request, arrivedAt, cancellation));
        }
        catch (Exception fault) when (fault is InvalidInputException or ProtocolException)
        {
            throw new InferenceException(InferenceFault.Invalid, fault.Message, inner: fault);
        }
    }

    // A model that was loaded again since it was found lets nothing more in; its successor does.
    private async Task<InferAnswer> InferAsync(IServedModel served, string version, InferRequest request, Instant arrivedAt, CancellationToken cancellation)
    {
        while (true)
        {
            var last = served;
            try
            {
                return await served.InferAsync(request, arrivedAt, cancellation);
            }
            catch (InferenceException fault) when (fault.Fault == InferenceFault.Unavailable && models.Find(last.Metadata.Name, version) is { } next && next != last)
            {
                served = next;
            }
        }
    }

    private IServedModel Get(string model, string version)
    {
        if (version.Length > 0 && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            // Triton's words.
            throw new InferenceException(InferenceFault.Invalid, $"failed to get model version from specified version string '{version}' (details: not a whole number), version should be an integral value > 0");
        }

        return models.Find(model, version) ?? throw InferenceException.UnknownModel(model, version);
    }

    private InferAnswer Checked(InferAnswer answer)
    {
        var bytes = 0L;
        for (var i = 0; i < answer.Outputs.Count; i++)
        {
            bytes += answer.Outputs[i].Data.Length;
        }

        if (bytes <= options.Limits.MaxAnswerBytes)
        {
            return answer;
        }

        answer.Dispose();
        throw new InferenceException(InferenceFault.Failed, string.Create(CultureInfo.InvariantCulture, $"the answer has {bytes} bytes, more than the {options.Limits.MaxAnswerBytes} this server sends: ask for fewer outputs or items"));
    }
}
