namespace Tangram.Core.Applications;

/// <summary>Where an application's labelled data set lies.</summary>
/// <param name="Data">Absolute path of the folder; <c>NAME.txt</c> holds the expected lines of <c>NAME.*</c>.</param>
/// <param name="AccuracyFile">Absolute path of the file that an evaluation writes.</param>
public sealed record Evaluation(string Data, string AccuracyFile);
