namespace Tangram.Cli.Files;

/// <summary>Where what outlives a server is kept.</summary>
internal static class StateFolder
{
    /// <summary>Below <c>$XDG_STATE_HOME</c>, or <c>~/.local/state</c>.</summary>
    public static string Default
    {
        get
        {
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            if (string.IsNullOrEmpty(state))
            {
                state = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            }

            return Path.Combine(state, "tangram");
        }
    }

    /// <summary>The file of the history.</summary>
    /// <param name="folder">The state folder; the default one where null.</param>
    public static string History(string? folder) => Path.Combine(folder ?? Default, "history.db");
}
