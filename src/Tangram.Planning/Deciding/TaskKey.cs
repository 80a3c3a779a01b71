namespace Tangram.Planning.Deciding;

/// <summary>A task of a problem.</summary>
/// <param name="Application">The application's place in the problem.</param>
/// <param name="Task">The task's place in the application, parents before children.</param>
internal sealed record TaskKey(int Application, int Task);
