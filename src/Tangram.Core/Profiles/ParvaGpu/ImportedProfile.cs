namespace Tangram.Core.Profiles.ParvaGpu;

/// <summary>What an import made.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Repeats">Lines that repeat the figures of the line before for one process more, such as <c>bert.csv:134</c>; accepted as they are.</param>
public sealed record ImportedProfile(ProfileTable Profile, IReadOnlyList<string> Repeats);
