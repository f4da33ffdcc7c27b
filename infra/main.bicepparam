using 'main.bicep'

// Everything comes from the environment of azd: `azd env set <name> <value>`.

var sizes = {
  small: loadJsonContent('small.parameters.json').parameters
  large: loadJsonContent('large.parameters.json').parameters
}
var size = sizes[readEnvironmentVariable('PARTNERSHIP_SIZE', 'small')]

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param tags = json(readEnvironmentVariable('PARTNERSHIP_TAGS', '{}'))

param planSku = size.planSku.value
param planInstances = size.planInstances.value
param zoneRedundant = size.zoneRedundant.value
param jobsMemory = size.jobsMemory.value
param databaseServerless = size.databaseServerless.value
param databaseCores = size.databaseCores.value
param databaseGigabytes = size.databaseGigabytes.value
param databaseBackupRedundancy = size.databaseBackupRedundancy.value
param databaseBackupDays = size.databaseBackupDays.value
param databaseBackupMonths = size.databaseBackupMonths.value
param logDays = size.logDays.value
param logGigabytesPerDay = size.logGigabytesPerDay.value

param databaseAllowedAddresses = json(readEnvironmentVariable('DATABASE_ALLOWED_ADDRESSES', '[]'))
param networkAddresses = readEnvironmentVariable('NETWORK_ADDRESSES', '10.42.0.0/24')
param alertAddress = readEnvironmentVariable('ALERT_ADDRESS', '')

param publicUrl = readEnvironmentVariable('PUBLIC_URL', '')
param dataLicence = readEnvironmentVariable('DATA_LICENCE', '')
param corsOrigins = json(readEnvironmentVariable('CORS_ORIGINS', '[]'))
param signInTenant = readEnvironmentVariable('SIGN_IN_TENANT', '')
param signInAudience = readEnvironmentVariable('SIGN_IN_AUDIENCE', '')

param mailService = readEnvironmentVariable('MAIL_SERVICE', 'None')
param mailHost = readEnvironmentVariable('MAIL_HOST', '')
param mailPort = int(readEnvironmentVariable('MAIL_PORT', '587'))
param mailSecurity = readEnvironmentVariable('MAIL_SECURITY', 'StartTls')
param mailUserName = readEnvironmentVariable('MAIL_USER_NAME', '')
param mailPassword = readEnvironmentVariable('MAIL_PASSWORD', '')
param mailFrom = readEnvironmentVariable('MAIL_FROM', '')
param mailSecretariat = readEnvironmentVariable('MAIL_SECRETARIAT', '')
param mailDataLocation = readEnvironmentVariable('MAIL_DATA_LOCATION', 'Europe')
param mailApplication = readEnvironmentVariable('MAIL_APPLICATION', '')
param mailApplicationPrincipal = readEnvironmentVariable('MAIL_APPLICATION_PRINCIPAL', '')

param settings = json(readEnvironmentVariable('PARTNERSHIP_SETTINGS', '{}'))
