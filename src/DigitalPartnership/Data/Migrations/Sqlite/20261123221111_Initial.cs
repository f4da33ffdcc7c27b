using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DigitalPartnership.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Discrepancies",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Slug = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Stated = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Counted = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Sources = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Discrepancies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Country = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2, nullable: true),
                    CountryBasis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    IsPartner = table.Column<bool>(type: "INTEGER", nullable: false),
                    ParentId = table.Column<int>(type: "INTEGER", nullable: true),
                    Sources = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organisations_Organisations_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sectors",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    BodyKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ParentId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sectors", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sectors_Sectors_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Sectors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workplans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Period = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workplans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    BodyId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.MemberId, x.BodyId });
                    table.ForeignKey(
                        name: "FK_Memberships_Organisations_BodyId",
                        column: x => x.BodyId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_Organisations_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NeverMerged",
                columns: table => new
                {
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NeverMerged", x => new { x.OrganisationId, x.OtherId });
                    table.ForeignKey(
                        name: "FK_NeverMerged_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NeverMerged_Organisations_OtherId",
                        column: x => x.OtherId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationNames",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationNames", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrganisationNames_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Partnerships",
                columns: table => new
                {
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Wave = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    TerminationReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ExpectedOn_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpectedOn_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    ExpectedOn_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpectedOn_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ExpectedOn_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    IntroducedToTcInfOn_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IntroducedToTcInfOn_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    IntroducedToTcInfOn_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IntroducedToTcInfOn_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    IntroducedToTcInfOn_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    JoinedOn_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    JoinedOn_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    JoinedOn_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    JoinedOn_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    JoinedOn_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TerminatedOn_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TerminatedOn_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    TerminatedOn_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TerminatedOn_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    TerminatedOn_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partnerships", x => x.OrganisationId);
                    table.ForeignKey(
                        name: "FK_Partnerships_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Activities",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkplanId = table.Column<int>(type: "INTEGER", nullable: false),
                    SectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    TitleKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SearchKey = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsCancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ParticipantsAsPrinted = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ParticipantsNote = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Contact = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SameEventAsId = table.Column<int>(type: "INTEGER", nullable: true),
                    Sources = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    Date_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Date_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    Date_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Date_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Date_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_Activities_SameEventAsId",
                        column: x => x.SameEventAsId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Sectors_SectorId",
                        column: x => x.SectorId,
                        principalTable: "Sectors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Workplans_WorkplanId",
                        column: x => x.WorkplanId,
                        principalTable: "Workplans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Letters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Party = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SignatoryOffice = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SignatoryName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Sources = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    On_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    On_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    On_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    On_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    On_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Letters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Letters_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LifecycleEvents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Sources = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    On_Earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    On_Edtf = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: true),
                    On_Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    On_Precision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    On_Printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LifecycleEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LifecycleEvents_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Participations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActivityId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrganisationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Certainty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ListedAs = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    IsWithdrawn = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Participations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Participations_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Participations_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SameEventAsId",
                table: "Activities",
                column: "SameEventAsId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SectorId",
                table: "Activities",
                column: "SectorId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_WorkplanId_Row",
                table: "Activities",
                columns: new[] { "WorkplanId", "Row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Discrepancies_Slug",
                table: "Discrepancies",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Letters_OrganisationId_Party",
                table: "Letters",
                columns: new[] { "OrganisationId", "Party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LifecycleEvents_OrganisationId",
                table: "LifecycleEvents",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_BodyId",
                table: "Memberships",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_NeverMerged_OtherId",
                table: "NeverMerged",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationNames_Key",
                table: "OrganisationNames",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationNames_OrganisationId",
                table: "OrganisationNames",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_NameKey_Id",
                table: "Organisations",
                columns: new[] { "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_ParentId",
                table: "Organisations",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Slug",
                table: "Organisations",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Participations_ActivityId_OrganisationId_IsWithdrawn",
                table: "Participations",
                columns: new[] { "ActivityId", "OrganisationId", "IsWithdrawn" });

            migrationBuilder.CreateIndex(
                name: "IX_Participations_OrganisationId_ActivityId_IsWithdrawn",
                table: "Participations",
                columns: new[] { "OrganisationId", "ActivityId", "IsWithdrawn" });

            migrationBuilder.CreateIndex(
                name: "IX_Sectors_NameKey",
                table: "Sectors",
                column: "NameKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sectors_ParentId",
                table: "Sectors",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Workplans_Period",
                table: "Workplans",
                column: "Period",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Discrepancies");

            migrationBuilder.DropTable(
                name: "Letters");

            migrationBuilder.DropTable(
                name: "LifecycleEvents");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "NeverMerged");

            migrationBuilder.DropTable(
                name: "OrganisationNames");

            migrationBuilder.DropTable(
                name: "Participations");

            migrationBuilder.DropTable(
                name: "Partnerships");

            migrationBuilder.DropTable(
                name: "Activities");

            migrationBuilder.DropTable(
                name: "Organisations");

            migrationBuilder.DropTable(
                name: "Sectors");

            migrationBuilder.DropTable(
                name: "Workplans");
        }
    }
}
