using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Prediction;

namespace Tangram.Cli.Tests.Interference;

public sealed class PredictorFileTests : IDisposable
{
    private readonly ObservedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_saved_is_loaded_as_it_was()
    {
        var numbers = new Dictionary<string, IReadOnlyList<double>> { ["weights"] = [0.1, 1.0 / 3, -2e-300] };
        PredictorFile.Save(_folder.At("p.json"), new SavedPredictor(1, "none", "overlap", 12, new PredictorState("none", ["a", "b"], numbers)));

        var (saved, predictor, _) = PredictorFile.Load(_folder.At("p.json"));

        Assert.Equal(("none", "overlap", 12, 1.0), (saved.Model, saved.Signal, saved.Batches, predictor.Predict(default)));
        Assert.Equal(["a", "b"], saved.State.Variants);
        Assert.Equal(numbers["weights"], saved.State.Numbers["weights"]);
    }

    [Theory]
    [InlineData("none", "magic", "none", "no co-location signal is called 'magic'; known: ")]
    [InlineData("magic", "overlap", "none", "no slowdown predictor is called 'magic'; known: ")]
    [InlineData("none", "overlap", "other", "predictor: was saved by 'other', this is 'none'")]
    public void A_file_that_says_what_there_is_not_is_refused(string model, string signal, string state, string message)
    {
        PredictorFile.Save(_folder.At("p.json"), new SavedPredictor(1, model, signal, 12, new PredictorState(state, [], new Dictionary<string, IReadOnlyList<double>>())));

        Assert.StartsWith($"{_folder.At("p.json")}: {message}", Assert.Throws<InvalidFileException>(() => PredictorFile.Load(_folder.At("p.json"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\": 2, \"model\": \"none\", \"signal\": \"overlap\", \"batches\": 1, \"state\": {\"predictor\": \"none\", \"variants\": [], \"numbers\": {}}}", "version: 2 is not known; this program reads version 1")]
    [InlineData("{\"version\": 1, \"model\": \"none\"}", "signal: is missing")]
    public void A_file_of_another_version_or_with_something_missing_is_refused(string text, string message)
    {
        File.WriteAllText(_folder.At("p.json"), text);

        Assert.Contains($"{_folder.At("p.json")}: {message}", Assert.Throws<InvalidFileException>(() => PredictorFile.Load(_folder.At("p.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_says_what_writes_one() =>
        Assert.Equal($"{_folder.At("none.json")}: there is no such file; 'tangram interference fit --output FILE' writes one", Assert.Throws<InvalidFileException>(() => PredictorFile.Load(_folder.At("none.json"))).Message);
}
