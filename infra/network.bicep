metadata description = 'The network that the programs share with the database.'

import { place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('The addresses of the network, a /24 or larger.')
@minLength(9)
@maxLength(18)
param addressPrefix string

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: 'vnet-${at.token}'
  location: at.location
  tags: at.tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'web'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'web'
              properties: {
                serviceName: 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'jobs'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          delegations: [
            {
              name: 'jobs'
              properties: {
                // What the Flex Consumption plan runs on.
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 2)
        }
      }
    ]
  }

  resource web 'subnets' existing = {
    name: 'web'
  }

  resource jobs 'subnets' existing = {
    name: 'jobs'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource databaseZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink${environment().suffixes.sqlServerHostname}'
  location: 'global'
  tags: at.tags

  resource link 'virtualNetworkLinks' = {
    name: network.name
    location: 'global'
    tags: at.tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
}

@description('The subnet through which the web apps go out.')
output webSubnetId string = network::web.id

@description('The subnet through which the jobs go out.')
output jobsSubnetId string = network::jobs.id

@description('The subnet in which private endpoints stand.')
output endpointsSubnetId string = network::endpoints.id

@description('The zone that gives the database its private address.')
output databaseZoneId string = databaseZone.id
