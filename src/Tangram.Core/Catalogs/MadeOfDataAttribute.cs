namespace Tangram.Core.Catalogs;

/// <summary>Marks an implementation of a role that is made of data the user hands over, such as a recording, and so cannot be chosen by a name alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MadeOfDataAttribute : Attribute;
