using Tangram.Core.Files;
using Tangram.Prediction;
using Tangram.Prediction.Signals;
using Tangram.Server.Files;

namespace Tangram.Cli.Files;

/// <summary>Loads and saves predictors that were fitted.</summary>
internal static class PredictorFile
{
    /// <summary>Loads a predictor, with the signal it was fitted with.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be.</exception>
    public static (SavedPredictor Saved, ISlowdownPredictor Predictor, IColocationSignal Signal) Load(string path)
    {
        var saved = JsonFile.Read<SavedPredictor>(TextFile.Read(path, "'tangram interference fit --output FILE' writes one"), path);
        try
        {
            return (saved, saved.Restore(), SignalCatalog.Signals.Create(saved.Signal));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new InvalidFileException($"{path}: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    /// <summary>Saves a predictor.</summary>
    public static void Save(string path, SavedPredictor saved) => AtomicFile.WriteAllText(path, JsonFile.Write(saved));
}
