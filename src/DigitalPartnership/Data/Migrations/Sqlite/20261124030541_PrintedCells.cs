using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DigitalPartnership.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PrintedCells : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Participations_OrganisationId_ActivityId_IsWithdrawn",
                table: "Participations");

            migrationBuilder.AddColumn<string>(
                name: "Printed",
                table: "Activities",
                type: "TEXT",
                maxLength: 20000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Participations_OrganisationId_ActivityId_IsWithdrawn_Certainty_Role",
                table: "Participations",
                columns: new[] { "OrganisationId", "ActivityId", "IsWithdrawn", "Certainty", "Role" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Participations_OrganisationId_ActivityId_IsWithdrawn_Certainty_Role",
                table: "Participations");

            migrationBuilder.DropColumn(
                name: "Printed",
                table: "Activities");

            migrationBuilder.CreateIndex(
                name: "IX_Participations_OrganisationId_ActivityId_IsWithdrawn",
                table: "Participations",
                columns: new[] { "OrganisationId", "ActivityId", "IsWithdrawn" });
        }
    }
}
