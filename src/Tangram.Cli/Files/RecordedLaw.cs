using Tangram.Core.Files;
using Tangram.Simulation.Interference;

namespace Tangram.Cli.Files;

/// <summary>Loads recordings of batches beside each other as the law that they show.</summary>
internal static class RecordedLaw
{
    /// <summary>Loads a recording.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be, or nothing in it ran beside anything.</exception>
    public static RecordedInterference Load(string file)
    {
        try
        {
            return new RecordedInterference(ObservationFile.Load(file));
        }
        catch (ArgumentException fault)
        {
            throw new InvalidFileException($"{file}: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }
}
