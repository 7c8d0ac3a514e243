using System.Reflection;

namespace Streaming.Diagnosis;

/// <summary>Which version a program is of.</summary>
internal static class ProgramVersion
{
    /// <summary>The version of an assembly, without the commit that it was made from.</summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
